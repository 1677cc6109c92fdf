import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

import { choicesOf } from '../../docs/make/words';
import { everyField } from '../docs/panel';

const PROJECT = path.resolve(__dirname, '../..');

/** Labels that end in a unit or a remark, as in `Timeout (Seconds)`: without it, and it. */
const labels = everyField.flatMap(({ displayName }) => {
	const [, name, remark] = /^(.+?) (\([^)]+\))$/.exec(displayName) ?? [];
	return name && remark ? [{ name, remark }] : [];
});

/** The texts in a file of the sources, without comments. */
function textsOf(file: string): string[] {
	const texts: string[] = [];
	const visit = (node: ts.Node): void => {
		if (
			ts.isStringLiteralLike(node) ||
			ts.isTemplateHead(node) ||
			ts.isTemplateMiddleOrTemplateTail(node)
		)
			texts.push(node.text);
		ts.forEachChild(node, visit);
	};
	const source = readFileSync(path.join(PROJECT, file), 'utf8');
	visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest));
	return texts;
}

const files = readdirSync(path.join(PROJECT, 'nodes'), { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts'))
	.map((file) => path.join('nodes', file));

const texts = files.flatMap((file) => textsOf(file).map((text) => ({ file, text })));

it('reads many labels and texts', () => {
	expect(labels.length).toBeGreaterThan(8);
	expect(texts.length).toBeGreaterThan(1000);
});

it('a message names a field with its unit, as the panel shows it', () => {
	const short = labels.flatMap(({ name, remark }) => {
		const alone = new RegExp(`(?<![A-Z][a-z]+ )\\b${name}\\b(?! \\${remark.slice(0, -1)}\\))`);
		return texts.filter(({ text }) => alone.test(text));
	});
	expect(short).toEqual([]);
});

it('a message names a choice as the panel shows it', () => {
	const choices = new Map<string, string[]>();
	for (const field of everyField) {
		const names = choicesOf(field).map(({ name }) => name);
		choices.set(field.displayName, [...(choices.get(field.displayName) ?? []), ...names]);
	}
	const wrong = [...choices].flatMap(([label, names]) => {
		const setTo = new RegExp(`\\b[Ss]et ${label} to "?(?=[A-Z])(.*)`, 's');
		return texts.filter(({ text }) => {
			const [, told] = setTo.exec(text) ?? [];
			return told !== undefined && !names.some((name) => told.startsWith(name));
		});
	});
	expect(wrong).toEqual([]);
});

it('a message names an option as the panel shows it', () => {
	const names = everyField.map(({ displayName }) => displayName);
	const unknown = texts.filter(({ text }) => {
		const [, told] =
			/\b(?:in|[Aa]dd|[Rr]aise|[Cc]hange|[Uu]se) the option (?=[A-Z])(.*)/s.exec(text) ?? [];
		return (
			told !== undefined &&
			!names.some((name) => told.startsWith(name) && !/^ &/.test(told.slice(name.length)))
		);
	});
	expect(unknown).toEqual([]);
});
