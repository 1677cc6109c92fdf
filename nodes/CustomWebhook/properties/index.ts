/** The panel: the node's parameters as people see them. */
export { properties } from './panel';
export { panelPath } from './panel-path';
