/** What a contributor does first: `npm ci` and `npm install` in a clone, without any flag. */
import assert from 'node:assert/strict';
import { access, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';

import { npm } from '../../local/setup/npm.mjs';
import { projectFolder } from '../../local/settings.mjs';

const FILES = ['package.json', 'package-lock.json', '.npmrc'];

it('npm ci, then npm install, work in a bare clone', async () => {
	const clone = await mkdtemp(join(tmpdir(), 'custom-webhook-clone-'));
	try {
		for (const file of FILES) await copyFile(join(projectFolder, file), join(clone, file));
		for (const command of ['ci', 'install']) {
			const { code, output } = await npm([command, '--no-audit', '--no-fund'], { cwd: clone });
			assert.equal(code, 0, output);
		}
		await access(join(clone, 'node_modules', '.bin', 'jest'));
	} finally {
		await rm(clone, { recursive: true, force: true });
	}
});
