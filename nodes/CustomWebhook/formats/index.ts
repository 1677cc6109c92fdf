export { decodeText, decodeXml, hasLostBytes, isCharset } from './charset';
export { codePointName } from './code-point';
export { CURLY_QUOTE, curlyQuoteHint } from './curly-quote';
export { isDecimal } from './decimal';
export { excerptOf, positionOf, shorten } from './excerpt';
export { failureInText } from './fault-in-text';
export { fieldLabel } from './field-label';
export { decodedFormText, looksLikeForm } from './form';
export { rememberingLast } from './last';
export { isSameName, nearName } from './near-name';
export {
	checkPath,
	compilePath,
	isRefusedName,
	MAX_INDEX,
	NO_PLACEHOLDER,
	type Path,
	type PathStep,
	type TypedPath,
} from './path';
export { decodeEscapes, encodeTheRest, hasEscape, looksEncoded } from './percent';
export { isPrivateHeader, isSecretName, isSecretParameter } from './secret-name';
export { checkUrl } from './url';
