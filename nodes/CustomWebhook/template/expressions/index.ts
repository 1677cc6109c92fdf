/**
 * n8n's expressions in templates: which names in them are fields, what they have encoded by themselves, and how n8n
 * evaluates them for many items in one call.
 */
export { escapingOf } from './escapes';
export { FieldExpressions } from './field';
export { makesTextOfJson } from './habits';
export { misreadOf } from './misread';
export { parseCode } from './parse';
export { xmlEscapingOf } from './xml-escapes';
export type { ItemRows } from '../rows';
