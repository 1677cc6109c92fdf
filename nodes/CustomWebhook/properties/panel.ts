import type { INodeProperties } from 'n8n-workflow';

import { bodyProperties } from './body';
import { dataProperties } from './data';
import { kept } from './kept';
import { optionProperties } from './options';
import { outcomeProperties } from './outcome';
import { queryAndHeaderProperties } from './query-and-headers';
import { requestProperties } from './request';
import { notForCalls, savedProperties } from './saved';
import { inBothPanels } from './tool';

/** What a call of a saved webhook has too. */
const OF_CALLS = new Set(['operation', 'onFailure', 'failureVariables']);

const shownFor = (property: INodeProperties) =>
	OF_CALLS.has(property.name) ? property : notForCalls(property);

/** The whole panel, from top to bottom: first what every webhook needs, then what few need. */
export const properties: INodeProperties[] = [
	...requestProperties.slice(0, 1),
	...savedProperties,
	...[
		...requestProperties.slice(1),
		...bodyProperties,
		...queryAndHeaderProperties,
		...outcomeProperties,
		...dataProperties,
		...optionProperties,
	]
		.map(shownFor)
		.map(kept)
		.flatMap(inBothPanels),
];
