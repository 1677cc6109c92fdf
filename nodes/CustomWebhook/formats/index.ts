export { codePointName } from './code-point';
export { CURLY_QUOTE, curlyQuoteHint } from './curly-quote';
export { isDecimal } from './decimal';
export { excerptOf, positionOf, shorten } from './excerpt';
export { renderedFailure } from './fault-in-text';
export { looksLikeForm } from './form';
export { checkUrl, urlFailure } from './url';
