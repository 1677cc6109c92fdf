import { XMLBuilder } from 'fast-xml-parser';

import { failureInText } from '../fault-in-text';
import { shorten } from '../excerpt';
import { isXmlName } from './name';
import { xmlAttribute, xmlText } from './text';
import { offsetIn, setOwn, type JsonObject, type JsonPath } from '../json';

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Levels of elements. The walk is recursive, and no service reads more. */
const MAX_DEPTH = 1000;

const ATTRIBUTE_PREFIX = '@_';
const TEXT = '#text';
const MOST_PATH_UNITS = 80;
const FIX = '"@_name" is an attribute, "#text" the text, a list repeats its element.';

/** Where the builder looks for an element's attributes. */
const ATTRIBUTES = ':@';

/** An element with its children in order, or a text, in the form that the builder takes. */
type Node = JsonObject;

const builder = new XMLBuilder({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: ATTRIBUTE_PREFIX,
	textNodeName: TEXT,
	suppressEmptyNode: true,
	suppressBooleanAttributes: false,
	maxNestedTags: MAX_DEPTH + 1,
	// References are written by xmlText and xmlAttribute, which also leave out what XML forbids.
	processEntities: false,
});

/** A member's path from the inside out. It is written out only for an error. */
interface Place {
	key: string | number;
	around?: Place;
}

/** A part of the JSON that cannot become XML. */
class NoXml extends Error {
	constructor(
		readonly path: JsonPath,
		message: string,
	) {
		super(message);
		this.name = 'NoXml';
	}
}

/**
 * Writes a JSON object as XML. Its one member is the root element; `@_name` is an attribute, `#text` the text, a
 * list repeats its element, `null` is an empty element (and no attribute). A declaration is put in front;
 * characters that XML forbids are left out.
 * @param field the parameter that the JSON came from, for the message.
 * @param text the JSON as it was rendered, for the message.
 * @param encoding the name in the declaration.
 * @throws WebhookFailure `template` that names the place, if the JSON cannot become XML.
 */
export function jsonToXml(value: Json, field: string, text: string, encoding = 'UTF-8'): string {
	try {
		return `<?xml version="1.0" encoding="${encoding}"?>` + builder.build(rootElement(value));
	} catch (error) {
		if (!(error instanceof NoXml)) throw error;
		const { path, message } = error;
		const where = path.length === 0 ? '' : `at "${written(path)}" `;
		throw failureInText(text, field, {
			offset: offsetIn(text, path),
			message: `this JSON cannot become XML: ${where}${message}`,
			fix: FIX,
		});
	}
}

function rootElement(value: Json): Node[] {
	const members = isObject(value) ? Object.entries(value) : [];
	const [root] = members;
	if (!root || members.length > 1 || isSpecial(root[0])) {
		throw new NoXml([], 'the JSON has to be an object with one member, which becomes the root element');
	}
	const [key, content] = root;
	if (Array.isArray(content) && content.length !== 1) {
		throw problem({ key }, 'there can be only one root element, so it cannot be a list');
	}
	return elements(key, content, { key }, 1);
}

/** One element, or one for each member of a list. */
function elements(name: string, value: Json, place: Place, depth: number): Node[] {
	if (!Array.isArray(value)) return [element(name, value, place, depth)];
	return value.map((member, key) => {
		const at = { key, around: place };
		if (Array.isArray(member)) throw problem(at, 'a list inside a list has no name for its elements');
		return element(name, member, at, depth);
	});
}

function element(name: string, value: Exclude<Json, Json[]>, place: Place, depth: number): Node {
	if (!isXmlName(name)) throw problem(place, `"${name}" cannot be the name of an XML element`);
	if (depth > MAX_DEPTH) throw problem(place, `it is nested deeper than ${MAX_DEPTH} levels`);
	const attributes: JsonObject = {};
	const children: Node[] = [];
	if (isObject(value)) {
		for (const [key, inner] of Object.entries(value)) {
			const at = { key, around: place };
			if (key === TEXT) addText(children, inner, at);
			else if (isSpecial(key)) addAttribute(attributes, key, inner, at);
			else for (const child of elements(key, inner, at, depth + 1)) children.push(child);
		}
	} else {
		addText(children, value, place);
	}
	const node: Node = {};
	setOwn(node, name, children);
	node[ATTRIBUTES] = attributes;
	return node;
}

function addText(children: Node[], value: Json, place: Place): void {
	const text = xmlText(scalar(value, place));
	if (text !== '') children.push({ [TEXT]: text });
}

function addAttribute(attributes: JsonObject, member: string, value: Json, place: Place): void {
	const name = member.slice(ATTRIBUTE_PREFIX.length);
	if (!isXmlName(name)) throw problem(place, `"${name}" cannot be the name of an XML attribute`);
	if (value !== null) attributes[member] = xmlAttribute(scalar(value, place));
}

function scalar(value: Json, place: Place): string {
	if (value === null) return '';
	if (typeof value !== 'object') return String(value);
	throw problem(place, 'attributes and #text take a text, a number, or true or false');
}

function problem(place: Place, message: string): NoXml {
	const path: Array<string | number> = [];
	for (let at: Place | undefined = place; at; at = at.around) path.unshift(at.key);
	return new NoXml(path, message);
}

/** `root.items[0].name`, cut if it is long. */
function written(path: JsonPath): string {
	const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
	return shorten(text.slice(1), MOST_PATH_UNITS);
}

function isObject(value: Json): value is { [name: string]: Json } {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSpecial(member: string): boolean {
	return member === TEXT || member.startsWith(ATTRIBUTE_PREFIX);
}
