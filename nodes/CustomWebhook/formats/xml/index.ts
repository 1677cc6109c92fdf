export { checkXml } from './check';
export { jsonToXml } from './from-object';
export { beginsXmlName, continuesXmlName } from './name';
export { readProlog } from './prolog';
export { readReferences } from './references';
export { withoutForbidden, xmlAttribute, xmlText } from './text';
export { parseXml, parseXmlInTurns } from './to-object';
