import { Command } from '../../../nodes/CustomWebhook/settings/curl-command/command';
import { Draft } from '../../../nodes/CustomWebhook/settings/curl-command/draft';
import { splitSh } from '../../../nodes/CustomWebhook/settings/curl-command/sh';

/** A command, and its last word. */
function draftOf(text: string) {
	const command = new Command(text, 'handlebars');
	return { draft: new Draft(command), word: splitSh(command, 0).at(-1)! };
}

it.each([
	['0', 0],
	['10', 10],
	['2.5', 2.5],
	["' 3 '", 3],
])('reads the number %s', (typed, number) => {
	const { draft, word } = draftOf(`curl -m ${typed}`);
	expect(draft.number('-m', word)).toBe(number);
});

it.each(['-1', '1e3', '.5', '1.', '10s', "''", '0x10', '1,5'])('%s is no number', (typed) => {
	const { draft, word } = draftOf(`curl -m ${typed}`);
	expect(() => draft.number('-m', word)).toThrow(/line 1, column 9: -m takes a number/);
});

it('a value for all items cannot have a placeholder', () => {
	const { draft, word } = draftOf('curl -m {{seconds}}');
	expect(() => draft.plain('-m', word)).toThrow(/line 1, column 9: -m cannot have a placeholder/);
});
