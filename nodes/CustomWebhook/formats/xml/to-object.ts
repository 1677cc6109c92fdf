import { XMLParser, XMLValidator } from 'fast-xml-parser';

import { readProlog } from './prolog';
import { MAX_NESTING, isObject, setOwn, type JsonObject, type JsonValue } from '../json';

/** Where fast-xml-parser keeps an element's attributes when it keeps the order of its children. */
const ATTRIBUTES = ':@';
const TEXT = '#text';
const CDATA = '#cdata';

/** Put in front of element names that fast-xml-parser refuses; it cannot stand in an XML name, so it is unique. */
const SHIELD = '\0';
const SHIELDED_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

const BLANK = /^[ \t\r\n]*$/;
const REFERENCE = /&(?:#(\d+)|#x([\da-fA-F]+)|(amp|lt|gt|quot|apos));/g;
const BUILT_IN: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** One child in the order of the document: `{ name: [children], ':@': { attributes } }` or `{ '#text': text }`. */
type Node = Record<string, unknown>;

const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: '@_',
	textNodeName: TEXT,
	cdataPropName: CDATA,
	parseTagValue: false,
	parseAttributeValue: false,
	trimValues: false,
	processEntities: false,
	ignoreDeclaration: true,
	ignorePiTags: true,
	maxNestedTags: MAX_NESTING,
	jPath: false,
	transformTagName: (name) => (SHIELDED_NAMES.has(name) ? SHIELD + name : name),
	onDangerousProperty: (name) => name,
});

/**
 * Turns XML into an object: attributes as `@_name`, text as it stands (white space alone between elements is left
 * out), text beside attributes or elements as `#text`, a repeated element as an array, prefixes kept. No entity is
 * known but the five of XML and character references; any other stays as it is written.
 * @throws SyntaxError where the text is no well-formed XML, declares entities itself, or nests too deep.
 */
export function parseXml(text: string): JsonValue {
	const xml = withoutDoctype(text);
	const verdict = XMLValidator.validate(xml);
	if (verdict !== true) {
		const { msg, line, col } = verdict.err;
		throw new SyntaxError(`line ${line}, column ${col ?? 1}: ${msg}`);
	}
	const nodes = parser.parse(xml) as Node[];
	// The validator overlooks what follows a root element without content.
	if (nodes.length > 1 || !BLANK.test(xml.slice(xml.lastIndexOf('>') + 1))) {
		throw new SyntaxError('something follows its root element');
	}
	return toMembers(nodes);
}

/** A DOCTYPE that only names a DTD is blanked out; one with declarations of its own is refused. */
function withoutDoctype(text: string): string {
	const { doctypeStart, doctypeEnd, hasInternalSubset } = readProlog(text);
	if (doctypeStart < 0) return text;
	if (hasInternalSubset) throw new SyntaxError('it brings its own DTD, which is not read');
	const blank = text.slice(doctypeStart, doctypeEnd).replace(/[^\r\n]/g, ' ');
	return text.slice(0, doctypeStart) + blank + text.slice(doctypeEnd);
}

function toMembers(nodes: readonly Node[]): JsonObject {
	const members: JsonObject = {};
	for (const node of nodes) {
		const name = nameOf(node);
		if (name !== TEXT && name !== CDATA) addMember(members, name, toValue(node, name));
	}
	return members;
}

function toValue(node: Node, name: string): JsonValue {
	const children = node[name] as Node[];
	const elements = toMembers(children);
	const attributes = toAttributes(node[ATTRIBUTES]);
	const text = textOf(children);
	const hasElements = Object.keys(elements).length > 0;
	if (!hasElements && Object.keys(attributes).length === 0) return text;
	const value: JsonObject = { ...attributes, ...elements };
	if (text !== '') value[TEXT] = hasElements ? text.trim() : text;
	return value;
}

function toAttributes(attributes: unknown): JsonObject {
	if (!isObject(attributes)) return {};
	return Object.fromEntries(
		Object.entries(attributes).map(([name, value]) => [name, decode(String(value))]),
	);
}

/** The element's own text; white space alone is layout, unless it is CDATA or written as a reference. */
function textOf(children: readonly Node[]): string {
	const parts = children.filter((child) => TEXT in child || CDATA in child);
	if (parts.every((part) => TEXT in part && BLANK.test(String(part[TEXT])))) return '';
	return parts.map((part) => (TEXT in part ? decode(String(part[TEXT])) : cdataOf(part))).join('');
}

function cdataOf(node: Node): string {
	return (node[CDATA] as Node[]).map((part) => String(part[TEXT])).join('');
}

function addMember(members: JsonObject, shieldedName: string, value: JsonValue): void {
	const name = shieldedName.startsWith(SHIELD) ? shieldedName.slice(1) : shieldedName;
	const present = Object.hasOwn(members, name) ? members[name] : undefined;
	if (present === undefined) setOwn(members, name, value);
	else if (Array.isArray(present)) present.push(value);
	else setOwn(members, name, [present, value]);
}

function nameOf(node: Node): string {
	return Object.keys(node).find((key) => key !== ATTRIBUTES) ?? TEXT;
}

/** Character references and the five built-in entities (XML 1.0, section 4.6); what is neither stays as written. */
function decode(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(REFERENCE, (written, decimal?: string, hex?: string, name?: string) => {
		if (name !== undefined) return BUILT_IN[name] ?? written;
		const code = decimal === undefined ? parseInt(hex ?? '', 16) : parseInt(decimal, 10);
		return isXmlCharacter(code) ? String.fromCodePoint(code) : written;
	});
}

/** XML 1.0, section 2.2. */
function isXmlCharacter(code: number): boolean {
	if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
	return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
