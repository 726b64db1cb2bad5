/**
 * The fence: who may import whom. `tools/check.ts` runs it, and then once more over a canary that breaks rules on
 * purpose (tools/canary), because a fence that sees nothing also reports nothing.
 */
const api = '^api/';
const workRooms = 'tickets|billing|meters|news|outages';
const floorOne = 'company|buildings|residents|staff|conversations|calls|imports';
const test = '\\.test\\.tsx?$|^api/core/testing';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A imports B imports A: nobody can say which comes first. Type-only ones count.',
      severity: 'error',
      from: { pathNot: '^prisma/generated|node_modules' },
      to: { circular: true },
    },
    {
      name: 'api-knows-no-doors',
      comment: 'The domain never imports the bots, the admin page, the playground or their libraries.',
      severity: 'error',
      from: { path: api },
      to: { path: '^(bot|admin|playground|journeys|bench|main\\.ts)|node_modules/(grammy|@grammyjs|@slack)/' },
    },
    {
      name: 'bots-stay-apart',
      comment: 'Telegram and Slack meet in the domain, nowhere else.',
      severity: 'error',
      from: { path: '^bot/(telegram|slack)/' },
      to: { path: '^bot/(telegram|slack)/', pathNot: '^bot/$1/' },
    },
    {
      name: 'bots-leave-prisma-alone',
      severity: 'error',
      from: { path: '^bot/', pathNot: test },
      to: { path: '^prisma/|node_modules/(@prisma|pg)/' },
    },
    {
      name: 'resident-knows-no-messenger',
      severity: 'error',
      from: { path: '^bot/resident/' },
      to: { path: '^bot/(telegram|slack)|node_modules/(grammy|@grammyjs|@slack)/' },
    },
    {
      name: 'ground-floor-stands-alone',
      comment: 'Stairs go down only.',
      severity: 'error',
      from: { path: '^api/core/' },
      to: { path: '^api/(?!core/)' },
    },
    {
      name: 'floor-one-does-not-look-up',
      severity: 'error',
      from: { path: `^api/(${floorOne})/`, pathNot: `${test}|routes\\.ts$` },
      to: { path: `^api/(${workRooms}|flows|notifications|http)/` },
    },
    {
      name: 'work-rooms-stay-apart',
      comment: 'They speak through events; what needs two rooms in one transaction is a flow.',
      severity: 'error',
      from: { path: `^api/(${workRooms})/`, pathNot: test },
      to: { path: `^api/(${workRooms})/`, pathNot: '^api/$1/' },
    },
    {
      name: 'work-rooms-do-not-look-up',
      severity: 'error',
      from: { path: `^api/(${workRooms})/`, pathNot: `${test}|routes\\.ts$` },
      to: { path: '^api/(flows|notifications|http)/' },
    },
    {
      name: 'http-is-the-roof',
      comment: 'Only routes use the helpers of the HTTP door.',
      severity: 'error',
      from: { path: '^(api|bot)/', pathNot: `${test}|^api/http/|routes\\.ts$` },
      to: { path: '^api/http/' },
    },
    {
      name: 'express-lives-in-http',
      severity: 'error',
      from: { path: '^(api|bot)/', pathNot: `^api/http/|routes\\.ts$|${test}` },
      to: { path: 'node_modules/express/' },
    },
    {
      name: 'bullmq-lives-in-queues',
      severity: 'error',
      from: { path: '^(api|bot)/', pathNot: `^api/core/(queue|relay)|jobs\\.ts$|${test}` },
      to: { path: 'node_modules/bullmq/' },
    },
    {
      name: 'playground-is-a-stranger',
      severity: 'error',
      from: { path: '^playground/' },
      to: { path: '^(api|bot|admin|locales|prisma|journeys|bench|tools|main\\.ts)' },
    },
    {
      name: 'nobody-imports-the-playground',
      comment: 'Only the composition root may; tests speak to it over the wire. Its cast is data that the seed reads.',
      severity: 'error',
      from: { pathNot: '^(playground/|main\\.ts$)' },
      to: { path: '^playground/', pathNot: '^playground/cast\\.json$' },
    },
    {
      name: 'locales-are-a-leaf',
      severity: 'error',
      from: { path: '^locales/', pathNot: test },
      to: { path: '^(api|bot|admin|playground|prisma)/' },
    },
    {
      name: 'admin-takes-types-only',
      severity: 'error',
      from: { path: '^admin/' },
      to: { path: '^(api|bot|prisma|playground)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'generated-client-is-for-api',
      severity: 'error',
      from: { pathNot: '^(api|prisma|journeys|bench|tools)/' },
      to: { path: '^prisma/generated' },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^prisma/generated|^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^prisma/generated' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
