import type { Codes } from '../codes/tables';
import type { Day } from '../model/date';
export interface CodeFacts { readonly code: string }
export function codeFacts(_codes: Codes, code: string, _on?: Day): CodeFacts | undefined { return { code }; }
