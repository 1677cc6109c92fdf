import type { Path } from '../formats';
import { isObject, type JsonValue } from '../formats/json';
import { isXmlDocument } from './from-xml';

/** The result of looking up a path. */
export interface Found {
	/** `undefined` if there is nothing. */
	value: JsonValue | undefined;
	/** Whether it is from an XML document. */
	isXml: boolean;
}

/**
 * The value at a path, `undefined` if there is none. Own members only. A name with dots that exists as typed is
 * preferred to a path of its parts. With `*`, it is one flat list of the values found: empty if the lists on the way
 * were empty, `undefined` if nothing has the rest of the path. In XML, `*` and `0` after a name take a single element
 * as a list of one; a further `*` lists the members of that element, as it does for a list of several.
 */
export function getPath(value: JsonValue, path: Path): JsonValue | undefined {
	return findPath(value, path).value;
}

/** As `getPath`, and whether the value is from XML. */
export function findPath(value: JsonValue, path: Path): Found {
	const search: Search = { path, values: [], isXml: false };
	const hasPath = collect(search, value, 0, OUTSIDE_XML);
	if (path.some(({ kind }) => kind === 'every'))
		return { value: hasPath ? search.values : undefined, isXml: search.isXml };
	return { value: search.values[0], isXml: search.isXml };
}

interface Search {
	readonly path: Path;
	readonly values: JsonValue[];
	isXml: boolean;
}

/** State of a value on the way. */
interface Place {
	isInXml: boolean;
	/** Whether it was picked from a list by `*` or an index. */
	isPicked: boolean;
}

const OUTSIDE_XML: Place = { isInXml: false, isPicked: false };

/** Collects the values at the rest of the path; false if nothing has that rest. */
function collect(search: Search, value: JsonValue, at: number, { isInXml, isPicked }: Place): boolean {
	const step = search.path[at];
	const isDocument = isXmlDocument(value);
	if (step === undefined) {
		search.isXml ||= isInXml || isDocument;
		search.values.push(value);
		return true;
	}
	const next = (member: JsonValue, steps = 1) =>
		collect(search, member, at + steps, {
			isInXml: isInXml || isDocument,
			isPicked: step.kind !== 'name',
		});
	const isListOfOne = isInXml && !isPicked && !Array.isArray(value);
	if (step.kind === 'every') {
		const members = isListOfOne ? [value] : membersOf(value);
		if (members === undefined) return false;
		return members.length === 0 || members.filter((member) => next(member)).length > 0;
	}
	for (const { name, steps } of [...(step.dotted ?? []), { name: step.name, steps: 1 }]) {
		const member = memberOf(value, name);
		if (member !== undefined) return next(member, steps);
	}
	return isListOfOne && step.name === '0' && next(value);
}

/** The members of a list or an object; nothing for anything else. */
function membersOf(value: JsonValue): JsonValue[] | undefined {
	return typeof value === 'object' && value !== null ? Object.values(value) : undefined;
}

function memberOf(value: JsonValue, name: string): JsonValue | undefined {
	if (!isObject(value) && !Array.isArray(value)) return undefined;
	return Object.hasOwn(value, name) ? (value as { [name: string]: JsonValue })[name] : undefined;
}
