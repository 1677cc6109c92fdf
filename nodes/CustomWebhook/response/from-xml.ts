import { isObject, type JsonValue } from '../formats/json';

const documents = new WeakSet<object>();

/** Marks a decoded body as an XML document, in which a list of one looks like a single element. */
export function markAsXml(document: JsonValue): JsonValue {
	if (isObject(document)) documents.add(document);
	return document;
}

/** Whether a value is a whole XML document, decoded; a copy of one does not count. */
export function isXmlDocument(value: JsonValue): boolean {
	return isObject(value) && documents.has(value);
}

/**
 * An XML element as a single value: the text if it has only attributes and text, null if it is marked as such
 * (`xsi:nil`). Anything else, such as an element with child elements, stays as it is.
 */
export function valueOfElement(element: JsonValue): JsonValue {
	if (!isObject(element)) return element;
	const members = Object.entries(element);
	if (!members.every(([name]) => name === '#text' || name.startsWith('@_'))) return element;
	if (Object.hasOwn(element, '#text')) return element['#text'] as JsonValue;
	const isNil = members.some(([name, value]) => /:nil$/.test(name) && (value === 'true' || value === '1'));
	return isNil ? null : element;
}
