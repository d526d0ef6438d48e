// Reads the adaptive card that comes in as a client of Microsoft's does, and writes what it has against it, as a list, and the card as it took it.
import { text } from 'node:stream/consumers';
import { AdaptiveCard, SerializationContext } from 'adaptivecards';

const context = new SerializationContext();
const card = new AdaptiveCard();
card.parse(JSON.parse(await text(process.stdin)), context);
const events = [...Array(context.eventCount).keys()].map((index) => context.getEventAt(index));
const faults = [...events, ...card.validateProperties().validationEvents].map((event) => event.message);
console.log(JSON.stringify({ faults, card: card.toJSON() }));
