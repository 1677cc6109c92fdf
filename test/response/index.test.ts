import * as response from '../../nodes/CustomWebhook/response';

test('the room offers reading, judging and mapping, and what set-up needs of them', () => {
	expect(Object.keys(response).sort()).toEqual([
		'addVariables',
		'bodyReader',
		'checkNames',
		'checkPath',
		'checkVariables',
		'compilePath',
		'compileVariables',
		'getPath',
		'isObject',
		'isRefusedName',
		'judge',
		'mapVariables',
		'parseJsonAsWritten',
		'setOwn',
		'targetOf',
		'unsetVariables',
	]);
});
