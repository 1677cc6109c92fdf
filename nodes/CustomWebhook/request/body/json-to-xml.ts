import { WebhookFailure } from '../../failure';
import { isXmlName, xmlAttribute, xmlText } from './xml';

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Levels of elements; no service reads more, and the walk is recursive. */
const MAX_DEPTH = 1000;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const ATTRIBUTE_PREFIX = '@_';
const TEXT = '#text';

/**
 * Writes a JSON object as XML. Its one member is the root element; `@_name` is an attribute, `#text` the text, a
 * list repeats its element, `null` is an empty element (and no attribute). The declaration stands in front;
 * characters that XML forbids are left out.
 * @param field the parameter that the JSON came from, for the message.
 * @throws WebhookFailure `template` that names the place, where the JSON makes no XML.
 */
export function jsonToXml(value: Json, field: string): string {
	const members = isObject(value) ? Object.entries(value) : [];
	const [root] = members;
	if (!root || members.length > 1 || isSpecial(root[0])) {
		throw problem(
			field,
			'',
			'the JSON has to be an object with one member, which becomes the root element',
		);
	}
	const [name, content] = root;
	if (Array.isArray(content) && content.length !== 1) {
		throw problem(field, name, 'the root element can stand only once, so it cannot be a list');
	}
	return DECLARATION + new XmlWriter(field).elements(name, content, name, 1);
}

class XmlWriter {
	constructor(private readonly field: string) {}

	/** One element, or as many as the list has members. */
	elements(name: string, value: Json, place: string, depth: number): string {
		if (!Array.isArray(value)) return this.element(name, value, place, depth);
		return value
			.map((member, index) => {
				const at = `${place}[${index}]`;
				if (Array.isArray(member))
					throw this.problem(at, 'a list inside a list has no name for its elements');
				return this.element(name, member, at, depth);
			})
			.join('');
	}

	private element(name: string, value: Exclude<Json, Json[]>, place: string, depth: number): string {
		if (!isXmlName(name)) throw this.problem(place, `"${name}" cannot be the name of an XML element`);
		if (depth > MAX_DEPTH)
			throw this.problem(place.slice(0, 80), `it is nested deeper than ${MAX_DEPTH} levels`);
		let attributes = '';
		let content = '';
		if (isObject(value)) {
			for (const [member, inner] of Object.entries(value)) {
				const at = `${place}.${member}`;
				if (member === TEXT) content += xmlText(this.scalar(inner, at));
				else if (isSpecial(member)) attributes += this.attribute(member, inner, at);
				else content += this.elements(member, inner, at, depth + 1);
			}
		} else {
			content = xmlText(this.scalar(value, place));
		}
		return content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;
	}

	private attribute(member: string, value: Json, place: string): string {
		const name = member.slice(ATTRIBUTE_PREFIX.length);
		if (!isXmlName(name)) throw this.problem(place, `"${name}" cannot be the name of an XML attribute`);
		return value === null ? '' : ` ${name}="${xmlAttribute(this.scalar(value, place))}"`;
	}

	private scalar(value: Json, place: string): string {
		if (value === null) return '';
		if (typeof value !== 'object') return String(value);
		throw this.problem(place, 'attributes and #text take a text, a number, or true or false');
	}

	private problem(place: string, what: string): WebhookFailure {
		return problem(this.field, place, what);
	}
}

function isObject(value: Json): value is { [name: string]: Json } {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSpecial(member: string): boolean {
	return member === TEXT || member.startsWith(ATTRIBUTE_PREFIX);
}

function problem(field: string, place: string, what: string): WebhookFailure {
	const where = place === '' ? '' : `at "${place}" `;
	return new WebhookFailure('template', `The JSON of ${field} makes no XML: ${where}${what}.`, { field });
}
