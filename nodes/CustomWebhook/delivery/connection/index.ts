export { judgeLiteral, operatorFailure } from './addresses';
export { checkBehindProxy, type Route, wantsPassword } from './connector';
export { Exchange, type Reply } from './exchange';
export { bareHost } from './guard';
export { Routes } from './routes';
