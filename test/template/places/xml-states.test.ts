import { afterXml, XmlPlace } from '../../../nodes/CustomWebhook/template/places/xml-states';

describe('places in XML', () => {
	it.each([
		['', 'Text'],
		['<a>', 'Text'],
		['<', 'TagStart'],
		['</', 'TagStart'],
		['<a', 'TagName'],
		['<a ', 'Tag'],
		['<a/', 'Tag'],
		['<a b', 'Tag'],
		['<a b=', 'Equals'],
		['<a b="', 'DoubleQuoted'],
		['<a b="x\'', 'DoubleQuoted'],
		["<a b='", 'SingleQuoted'],
		['<a b="x>"', 'Tag'],
		['<!', 'Bang'],
		['<!--', 'Comment'],
		['<!-- <a b="', 'Comment'],
		['<!-- -', 'CommentDash'],
		['<!-- --', 'CommentDashes'],
		['<!-- -->', 'Text'],
		['<![CDATA', 'BangBracket'],
		['<![CDATA[', 'Cdata'],
		['<![CDATA[<a>"', 'Cdata'],
		['<![CDATA[x]]', 'CdataBrackets'],
		['<![CDATA[x]]]>', 'Text'],
		['<?xml version="', 'Instruction'],
		['<?xml?>', 'Text'],
		['<!DOCTYPE a', 'Declaration'],
		['<!DOCTYPE a [<!ENTITY x "y">', 'DeclarationSubset'],
		['<!DOCTYPE a [ ]>', 'Text'],
	] as const)('%s leads to %s', (text, place) => {
		expect(afterXml(XmlPlace.Text, text)).toBe(XmlPlace[place]);
	});

	it('a text cut anywhere leads to the same', () => {
		const text = '<?x?><!DOCTYPE a [<!b>]><!-- -- > --><a b="c" d=\'e\'/><![CDATA[]]]]><b></b>';
		for (let at = 0; at <= text.length; at += 1) {
			expect(afterXml(afterXml(XmlPlace.Text, text.slice(0, at)), text.slice(at))).toBe(
				afterXml(XmlPlace.Text, text),
			);
		}
	});
});

describe('what nearly ends a place does not end it', () => {
	it.each([
		['<a b= ', 'Equals'],
		['<a b=>', 'Text'],
		['<a b=\'x"', 'SingleQuoted'],
		["<a b='x'", 'Tag'],
		['<!-', 'BangDash'],
		['<!-x', 'Declaration'],
		['<![CDATA[x]y', 'Cdata'],
		['<![CDATA[x]', 'CdataBracket'],
		['<![CDATA[x]]y', 'Cdata'],
		['<![CDATA[x]]]', 'CdataBrackets'],
		['<!-- -x', 'Comment'],
		['<!-- ---', 'CommentDashes'],
		['<!-- --x', 'Comment'],
		['<?x?', 'InstructionEnd'],
		['<?x??', 'InstructionEnd'],
		['<?x?y', 'Instruction'],
		['<?x??>', 'Text'],
		['<!DOCTYPE a [x]', 'Declaration'],
		['<!DOCTYPE a>', 'Text'],
		['<a\n', 'Tag'],
		['<a b>', 'Text'],
	] as const)('%s leads to %s', (text, place) => {
		expect(afterXml(XmlPlace.Text, text)).toBe(XmlPlace[place]);
	});
});
