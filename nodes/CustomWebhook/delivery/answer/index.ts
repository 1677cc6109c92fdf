export { LimitedBody } from './body';
export { ACCEPT_ENCODING } from './decompress';
export { ReplyBody } from './reply';
