// Evaluates the expression of Power Query that comes in: `node power-query.mjs NOW TOKEN`. Microsoft's parser reads it; what is evaluated is as little as the document
// needs, and whatever is not known here ends it. Nothing is asked for: what comes out is the request that Web.Contents would make, and how its answer would be read.
import { text } from 'node:stream/consumers';
import pq from '@microsoft/powerquery-parser';

const [now, token] = process.argv.slice(2);

// The library of Power Query, as far as it is used. Times are seconds since 1970.
const library = {
  InsightsToken: () => token,
  'DateTimeZone.UtcNow': () => () => Date.parse(now) / 1000,
  '#duration': () => (days, hours, minutes, seconds) => ((days * 24 + hours) * 60 + minutes) * 60 + seconds,
  'DateTimeZone.ToText': () => (time, { Format, Culture, ...others }) => {
    // Without a culture the separators, and the year, are those of whoever refreshes.
    if (Format !== 'yyyy-MM-ddTHH:mm:ssZ' || Culture !== 'en-US' || Object.keys(others).length > 0) {
      throw new Error(`A time is written as ${Format} of ${Culture}.`);
    }

    return new Date(time * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
  },
  'Web.Contents': () => (host, { RelativePath, Query, Headers, ...others }) => {
    if (Object.keys(others).length > 0) {
      throw new Error(`Web.Contents is told ${Object.keys(others)}.`);
    }

    return { host, path: RelativePath, query: Query, headers: Headers };
  },
  'Csv.Document': () => (request, { Delimiter, Encoding, ...others }) => {
    if (Object.keys(others).length > 0) {
      throw new Error(`Csv.Document is told ${Object.keys(others)}.`);
    }

    return { ...request, delimiter: Delimiter, encoding: Encoding };
  },
  'Table.PromoteHeaders': () => (document) => ({ ...document, hasHeader: true }),
};

// A scope gives for each name what its value is, when it is asked for.
function evaluate(node, scope) {
  switch (node.kind) {
    case 'LetExpression': {
      const inner = Object.create(scope);
      for (const { key, value } of items(node.variableList)) {
        inner[key.literal] = () => evaluate(value, inner);
      }

      return evaluate(node.expression, inner);
    }

    case 'RecordExpression':
      return Object.fromEntries(items(node.content).map(({ key, value }) => [nameOf(key.literal), evaluate(value, scope)]));
    case 'LiteralExpression':
      return literal(node);
    case 'IdentifierExpression':
      return valueOf(node.identifier.literal, scope);
    case 'ArithmeticExpression':
      return arithmetic(node.operatorConstant.constantKind, evaluate(node.left, scope), evaluate(node.right, scope));
    case 'RecursivePrimaryExpression':
      return node.recursiveExpressions.elements.reduce((callee, call) => invoke(callee, call, scope), evaluate(node.head, scope));
    default:
      throw new Error(`Nobody knows how to evaluate ${node.kind}.`);
  }
}

function invoke(callee, call, scope) {
  if (call.kind !== 'InvokeExpression') {
    throw new Error(`Nobody knows how to evaluate ${call.kind}.`);
  }

  return callee(...items(call.content).map((argument) => evaluate(argument, scope)));
}

function literal(node) {
  switch (node.literalKind) {
    case 'Text':
      return node.literal.slice(1, -1).replaceAll('""', '"');
    case 'Numeric':
      return Number(node.literal);
    default:
      throw new Error(`Nobody knows what ${node.literal} is.`);
  }
}

function arithmetic(operator, left, right) {
  if (operator !== '-' || typeof left !== 'number' || typeof right !== 'number') {
    throw new Error(`Nobody knows what ${left} ${operator} ${right} is.`);
  }

  return left - right;
}

function valueOf(name, scope) {
  if (!(name in scope)) {
    throw new Error(`There is no ${name}.`);
  }

  return scope[name]();
}

// #"a name" is a name with signs in it.
function nameOf(identifier) {
  return identifier.startsWith('#"') ? identifier.slice(2, -1) : identifier;
}

function items(list) {
  return list.elements.map((element) => element.node);
}

const read = await pq.TaskUtils.tryLexParse(pq.DefaultSettings, await text(process.stdin));
if (!pq.TaskUtils.isParseStageOk(read)) {
  throw new Error(`It is no expression of Power Query: ${read.error?.innerError?.message ?? read.error?.message}`);
}

console.log(JSON.stringify(evaluate(read.ast, Object.assign(Object.create(null), library))));
