export { LimitedBody } from './limited-body';
export { ACCEPT_ENCODING } from './decompress';
export { ReplyBody } from './reply';
