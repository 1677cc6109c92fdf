export { CURLY_QUOTE, curlyQuoteHint } from './curly-quote';
export { excerptOf, positionOf, shorten } from './excerpt';
export { renderedFailure } from './fault-in-text';
export { looksLikeForm } from './form';
export { checkUrl, urlFailure } from './url';
