// oidc-provider with the password grant and the accounts of accounts.json, on a free port of 127.0.0.1. Its second
// argument, if there is one, is the URL under which a reverse proxy shows it.
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

// its warnings are for those who develop with it, and standard output is for the URL alone
console.info = console.warn = () => {};

const accounts = JSON.parse(fs.readFileSync(path.join(__dirname, '..', 'accounts.json'), 'utf8'));
const lifetime = Number(process.argv[2]);

function client({ id, secret, grant }) {
  return {
    client_id: id,
    ...(secret === null ? {} : { client_secret: secret }),
    token_endpoint_auth_method: secret === null ? 'none' : 'client_secret_basic',
    grant_types: grant === 'password' ? ['password', 'refresh_token'] : ['client_credentials'],
    redirect_uris: [],
    response_types: [],
  };
}

async function start(issuer) {
  const { Provider, errors } = await import(require.resolve('oidc-provider'));
  const provider = new Provider(issuer, {
    clients: accounts.clients.filter(({ id }) => id !== 'unicode').map(client),
    scopes: accounts.scopes,
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      revocation: { enabled: true },
    },
    ttl: { AccessToken: lifetime, ClientCredentials: lifetime },
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    async findAccount(ctx, id) {
      const user = accounts.users.find((user) => user.username === id);
      const claims = user && { sub: id, name: user.name, preferred_username: id };
      return user && { accountId: id, claims: async () => claims };
    },
  });
  provider.proxy = process.argv[3] !== undefined;
  provider.registerGrantType('password', async (ctx) => {
    const { params, client } = ctx.oidc;
    const user = accounts.users.find(({ username }) => username === params.username);
    if (!user || user.password !== params.password) throw new errors.InvalidGrant('wrong user name or password');
    const scope = params.scope || 'read';
    for (const one of scope.split(' ')) {
      if (!accounts.scopes.includes(one)) throw new errors.InvalidScope('unknown scope', one);
    }
    const of = { accountId: user.username, clientId: client.clientId, client, scope, gty: 'password' };
    const grant = new provider.Grant(of);
    grant.addOIDCScope(scope);
    of.grantId = await grant.save();
    const accessToken = new provider.AccessToken(of);
    ctx.body = {
      access_token: await accessToken.save(),
      expires_in: accessToken.expiration,
      token_type: accessToken.tokenType,
      refresh_token: await new provider.RefreshToken(of).save(),
      scope,
    };
  }, ['username', 'password', 'scope']);
  return provider;
}

const server = http.createServer();
server.listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const provider = await start(process.argv[3] ?? url);
  const mounted = provider.callback();
  const prefix = process.argv[3] ? new URL(process.argv[3]).pathname : '';
  server.on('request', (request, response) => {
    request.originalUrl = request.url;
    request.url = request.url.replace(prefix, '');
    mounted(request, response);
  });
  console.log(url);
});
process.stdin.on('end', () => process.exit(0)).resume();
