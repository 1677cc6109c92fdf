import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { CustomWebhookApiKeyApi } from '../../credentials/CustomWebhookApiKeyApi.credentials';
import { CustomWebhookBasicApi } from '../../credentials/CustomWebhookBasicApi.credentials';
import { CustomWebhookBearerApi } from '../../credentials/CustomWebhookBearerApi.credentials';
import { CustomWebhookOAuth2Api } from '../../credentials/CustomWebhookOAuth2Api.credentials';
import { CustomWebhookServiceApi } from '../../credentials/CustomWebhookServiceApi.credentials';
import { CustomWebhookSigningApi } from '../../credentials/CustomWebhookSigningApi.credentials';
import { CustomWebhookTlsApi } from '../../credentials/CustomWebhookTlsApi.credentials';
import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import type { Panel } from './parameters';

const { properties, credentials = [] } = new CustomWebhook().description;

/** The node's own description and that of its credentials. */
export const panel: Panel = {
	// Where the panel asks for the credentials is no parameter.
	properties: properties.filter(({ type }) => type !== 'credentials').map(besideOneAnother),
	credentials,
	credentialTypes: [
		new CustomWebhookBearerApi(),
		new CustomWebhookApiKeyApi(),
		new CustomWebhookBasicApi(),
		new CustomWebhookOAuth2Api(),
		new CustomWebhookServiceApi(),
		new CustomWebhookSigningApi(),
		new CustomWebhookTlsApi(),
	],
};

/** Conditions without the `/` of names from the root: at the top of the panel all fields are beside one another. */
function besideOneAnother(property: INodeProperties): INodeProperties {
	const named = (conditions: object = {}) =>
		Object.fromEntries(
			Object.entries(conditions).map(([name, values]) => [name.replace(/^\//, ''), values]),
		);
	const { show, hide } = property.displayOptions ?? {};
	return { ...property, displayOptions: { show: named(show), hide: named(hide) } as IDisplayOptions };
}
