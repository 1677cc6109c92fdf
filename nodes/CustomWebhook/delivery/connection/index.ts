export { judgeLiteral, operatorFailure } from './addresses';
export { checkBehindProxy } from './behind-proxy';
export { Exchange, type Reply } from './exchange';
export { bareHost } from './guard';
export type { Route } from './route';
export { Routes } from './routes';
export { wantsPassword } from './through-proxy';
