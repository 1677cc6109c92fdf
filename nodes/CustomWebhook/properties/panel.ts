import type { INodeProperties } from 'n8n-workflow';

import { bodyProperties } from './body';
import { dataProperties } from './data';
import { optionProperties } from './options';
import { outcomeProperties } from './outcome';
import { requestProperties } from './request';

/** The whole panel, from top to bottom: first what every webhook needs, then what few need. */
export const properties: INodeProperties[] = [
	...requestProperties,
	...bodyProperties,
	...outcomeProperties,
	...dataProperties,
	...optionProperties,
];
