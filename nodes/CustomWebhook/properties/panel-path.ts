import type { INodeProperties } from 'n8n-workflow';

import { properties } from './panel';

/** Where a field is, in the words of the panel: `options.maxRetries` → `Options → Retry → Max Retries`. */
export function panelPath(field: string): string | undefined {
	const [name, memberName] = field.split('.');
	const property = properties.find((candidate) => candidate.name === name);
	if (!property) return undefined;
	const member = membersOf(property).find((candidate) => candidate.name === memberName);
	return [property.displayName, ...(member?.labels ?? [])].join(' → ');
}

interface Member {
	name: string;
	labels: string[];
}

/** The fields of a property. Those of a group of Options count as fields of Options, with the group on the way. */
function membersOf(property: INodeProperties): Member[] {
	return (property.options ?? []).flatMap((option): Member[] => {
		if ('values' in option) return option.values.map(memberOf);
		if (!('type' in option)) return [];
		if (option.type !== 'fixedCollection') return [memberOf(option)];
		return membersOf(option).map(({ name, labels }) => ({
			name,
			labels: [option.displayName, ...labels],
		}));
	});
}

const memberOf = ({ name, displayName }: INodeProperties): Member => ({ name, labels: [displayName] });
