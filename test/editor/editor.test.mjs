import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectFolder } from '../../local/settings.mjs';
import { choiceTests } from './choices.mjs';
import { credentialTests } from './credentials.mjs';
import { fieldTests } from './fields.mjs';
import { firstSightTests } from './first-sight.mjs';
import { takeImages } from './images.mjs';
import { journeyTests } from './journey.mjs';
import { outboxTests } from './outbox.mjs';
import { startEditor } from './real-editor.mjs';
import { takeSavedWebhookImages } from './saved-images.mjs';
import { testTests } from './tests.mjs';
import { toolTests } from './tool.mjs';

/** Of the documentation: taken into it with EDITOR_IMAGES=1, else beside n8n's data, so that a test changes no file. */
const imagesFolder = join(projectFolder, 'docs', 'images');

/** One n8n and one browser for all of them: a start of n8n is the slow part. */
describe("the node in n8n's editor", () => {
	/** @type {Awaited<ReturnType<typeof startEditor>>} */
	let editor;
	before(async () => (editor = await startEditor()));
	after(async () => await editor?.stop());

	describe('a fresh node on a small screen', () => firstSightTests(() => editor));
	describe('from the list of nodes to a delivered contact', () => journeyTests(() => editor));
	describe('fields with placeholders', () => fieldTests(() => editor));
	describe('methods, content types and options', () => choiceTests(() => editor));
	describe('tests and saved webhooks', () => testTests(() => editor));
	describe('the outbox', () => outboxTests(() => editor));
	describe('credentials', () => credentialTests(() => editor));

	describe('as a tool of an AI agent', () => toolTests(() => editor));

	it('shows its panel in the pictures of the documentation', async () => {
		const forDocs = process.env.EDITOR_IMAGES === '1';
		const folder = forDocs ? imagesFolder : join(editor.folder, 'images');
		await takeImages(editor, folder);
		await takeSavedWebhookImages(editor, folder);
		const taken = (await readdir(folder)).filter((file) => file.endsWith('.png'));
		assert.deepEqual(taken.sort(), [
			'canvas.png',
			'credential.png',
			'curl.png',
			'failure.png',
			'node.png',
			'preview.png',
			'saved-archive.png',
			'saved-create.png',
			'saved-edit.png',
			'saved-export.png',
			'saved-pick.png',
			'saved-restore.png',
			'saved-test.png',
			'tool.png',
			'variables.png',
		]);
	});
});
