import type { AnyNode } from 'acorn';

import { shorten } from '../../formats';
import type { Spot } from '../spot';
import { isDeclared, scopeIn, type Scope } from './declared';
import { childrenOf, type Code } from './parse';
import { OF_N8N } from './provided';

/** https://learning.postman.com/docs/tests-and-scripts/write-scripts/variables-list/ */
const OF_POSTMAN = /^\$(?:guid|timestamp|isoTimestamp|random[A-Z]\w*)$/;

const IN_PLACE_OF: Readonly<Record<string, string>> = {
	$timestamp: '{{ Math.floor($now.toSeconds()) }}',
	$isoTimestamp: '{{@now}}',
	$randomInt: '{{ Math.floor(Math.random() * 1001) }}',
};

/**
 * The first name of an expression that begins with a dollar sign, and that neither n8n nor the expression provides.
 * @throws WebhookFailure `template` for a variable of Postman
 */
export function unknownName({ tree }: Code, spot: Spot): string | undefined {
	const name = find(tree, undefined);
	if (name === undefined || !OF_POSTMAN.test(name)) return name;
	const own = IN_PLACE_OF[name];
	const fix = own === undefined ? 'Make the value in a step before this node.' : `Write ${own}.`;
	throw spot.failure(`${shorten(name)} is a variable of Postman`, fix);
}

/** The failure of an expression that came to nothing because of such a name. */
export function refuseUnknownName(name: string, spot: Spot): never {
	throw spot.failure(
		`n8n has nothing named ${shorten(name)}`,
		'A field is named as in {{contact.email}} or {{ $json.contact.email }}.',
	);
}

function find(node: AnyNode, outer: Scope | undefined): string | undefined {
	const scope = scopeIn(node, outer);
	if (node.type === 'Identifier')
		return node.name.startsWith('$') && !OF_N8N.has(node.name) && !isDeclared(node.name, scope)
			? node.name
			: undefined;
	const isPlain = node.type === 'MemberExpression' && !node.computed;
	const isKey = node.type === 'Property' && !node.computed && !node.shorthand;
	const children = isPlain ? [node.object] : isKey ? [node.value] : childrenOf(node);
	for (const child of children) {
		const found = find(child, scope);
		if (found !== undefined) return found;
	}
	return undefined;
}
