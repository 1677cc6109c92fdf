export { properties } from './panel';
export { panelPath } from './panel-path';
