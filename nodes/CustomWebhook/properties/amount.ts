import type { INodeProperties } from 'n8n-workflow';

import { RANGES } from '../defaults';

/** A number field with the range that the settings take. */
export function amount(name: keyof typeof RANGES): Pick<INodeProperties, 'name' | 'type' | 'typeOptions'> {
	const { min, max } = RANGES[name];
	return { name, type: 'number', typeOptions: { minValue: min, maxValue: max } };
}
