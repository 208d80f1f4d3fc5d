/** The bundler hands a table or a note over as its text. */
declare module '*.tsv' {
  const text: string;
  export default text;
}
declare module '*.md' {
  const text: string;
  export default text;
}
