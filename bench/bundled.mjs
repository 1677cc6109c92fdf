/** The project's own sources as a module, without a build of the package. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectFolder } from '../local/settings.mjs';

/** @param {string} file from the project's folder @returns {Promise<any>} */
export async function importSource(file) {
	const { outputFiles } = await build({
		entryPoints: [join(projectFolder, file)],
		bundle: true,
		platform: 'node',
		format: 'esm',
		write: false,
	});
	const text = outputFiles[0]?.text ?? '';
	return await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
}
