import type { Target, Template } from '../template';

/** Compiles the template of a field, once a run. */
export type Compile = (text: string, field: string, target: Target) => Template;
