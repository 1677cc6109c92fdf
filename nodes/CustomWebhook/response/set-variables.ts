import { WebhookFailure } from '../failure';
import { compilePath, type Path } from '../formats';
import { isObject, type JsonObject, type JsonValue } from '../formats/json';
import type { VariableName } from '../settings';
import { CopyOnWrite, NoPlace } from './set-path';

/** The group of each type of variable in the item; an `advanced` name is itself the path. */
const GROUPS: Readonly<Record<Exclude<VariableName['type'], 'advanced'>, string>> = {
	variable: 'variables',
	source: 'source',
	details: 'details',
	routing: 'routing',
	linkedId: 'linkedIds',
};

/** A variable with its value, and where in the item it goes. */
export interface MappedVariable {
	rule: VariableName;
	target: Path;
	value: JsonValue;
}

export type MappedVariables = readonly MappedVariable[];

/**
 * The item's JSON with the variables in their places; the given JSON is not changed. Groups that the item already has
 * are added to.
 * @throws WebhookFailure `mapping` if a place is inside something that cannot hold it
 */
export function addVariables(json: JsonObject, variables: MappedVariables): JsonObject {
	if (variables.length === 0) return json;
	const item = new CopyOnWrite(json);
	for (const { rule, target, value } of variables) {
		try {
			item.set(target, value);
		} catch (error) {
			throw error instanceof NoPlace ? withoutPlace(rule, error) : error;
		}
	}
	return item.result;
}

/** Where in the item a variable goes; its name must have passed `checkVariables`. */
export function targetOf(rule: VariableName): Path {
	const name = rule.name.trim();
	if (rule.type === 'advanced') return compilePath(name);
	// A linked ID may say which system it is from: salesforce.contactId.
	const names = rule.type === 'linkedId' ? name.split('.') : [name];
	return [GROUPS[rule.type], ...names].map((step) => ({ kind: 'name', name: step }));
}

/**
 * Checks, before anything is sent, that variables and body can be put onto the item.
 * @param webhookName under which the body goes into `data`; empty = nowhere
 * @throws WebhookFailure `mapping` if text, a number or a list of the item would be overwritten
 */
export function checkRoom(
	json: JsonObject,
	webhookName: string,
	variables: ReadonlyArray<Omit<MappedVariable, 'value'>>,
): void {
	const { data } = json;
	if (webhookName !== '' && data !== undefined && data !== null && !isObject(data))
		throw new WebhookFailure(
			'mapping',
			`Webhook Name "${webhookName}" puts the response into the field "data", but the item has ` +
				`${Array.isArray(data) ? 'a list' : 'a single value'} there. ` +
				'Rename that field before this node, or clear Webhook Name.',
			{ field: 'webhookName' },
		);
	const outside = variables.filter(({ target }) => !isInReport(target));
	addVariables(
		json,
		outside.map((variable) => ({ ...variable, value: null })),
	);
}

/** Whether a path is inside `response` or `failure`, which the node itself replaces. */
export function isInReport([first, ...rest]: Path): boolean {
	const group = first?.kind === 'name' ? first.name : '';
	return rest.length > 0 && (group === 'response' || group === 'failure');
}

function withoutPlace(rule: VariableName, { member, present, path }: NoPlace): WebhookFailure {
	return new WebhookFailure(
		'mapping',
		`The variable "${rule.name}" cannot be set: the item already has ${present} at "${path}", ` +
			`which cannot hold "${member}". Rename that field before this node, or choose another name.`,
		{ field: `responseVariables.${rule.name}` },
	);
}
