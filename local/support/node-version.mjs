/**
 * Only what every Node since version 14 understands stands in this file and in the ones that it is
 * loaded by first, so that an old Node gets a sentence and not a syntax error.
 */

/**
 * Whether a version is at least another one.
 *
 * @param {string} version such as `20.18.1`
 * @param {string} least such as `20.18.1`
 */
export function isAtLeast(version, least) {
	const have = version.split('.').map(Number);
	const want = least.split('.').map(Number);
	for (let i = 0; i < want.length; i++) {
		if ((have[i] || 0) !== want[i]) return (have[i] || 0) > want[i];
	}
	return true;
}

/**
 * What to tell somebody whose Node is too old; nothing where it is fine.
 *
 * @param {string} version of the Node that runs
 * @param {string} range `engines.node` of package.json, such as `>=20.18.1`
 */
export function nodeTooOld(version, range) {
	const least = range.replace(/[^0-9.]/g, '');
	if (isAtLeast(version, least)) return undefined;
	return `This is Node ${version}; Custom Webhook needs Node ${least} or later. Install a newer one, for example with "nvm install", and run the command again.`;
}
