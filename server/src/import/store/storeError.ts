/** The store can't take or give what is asked; the message is a sentence for the user. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
