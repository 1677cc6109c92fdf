import type { INodeProperties } from 'n8n-workflow';

import { bodyProperties } from './body';
import { dataProperties } from './data';
import { optionProperties } from './options';
import { outcomeProperties } from './outcome';
import { requestProperties } from './request';

/** The panel, in the order in which one fills it in. */
export const properties: INodeProperties[] = [
	...requestProperties,
	...bodyProperties,
	...dataProperties,
	...outcomeProperties,
	...optionProperties,
];
