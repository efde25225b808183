/** How answers are said. */

export const percent = (value) => `${Math.round(value * 100)} %`;

export const number = (value) => value.toFixed(2);

const clock = (seconds) => {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

export const time = (seconds) => (seconds < 60 ? `${seconds.toFixed(1)} s` : clock(seconds));

/** The answer in words, and why it is what it is. */
export function said(prediction, isClassification) {
  if (!prediction) return { answer: "Nothing to go by", why: "" };
  if (!isClassification) {
    const values = Object.entries(prediction.outputs).map(([name, value]) => `${name} ${number(value)}`);
    return { answer: values.join(", "), why: prediction.reason };
  }
  if (prediction.unsure) {
    const [first, second] = prediction.unsure.topTwo;
    return { answer: "Not sure", why: `${prediction.unsure.text}; most probable: ${first} or ${second}` };
  }
  return {
    answer: `${prediction.emotion} (${percent(prediction.outputs[prediction.emotion])})`,
    why: prediction.reason,
  };
}

/** The class of an output's colour: grey for what is neutral, the others in turns. */
export function colour(outputs, name) {
  const isGrey = (output) => output.toLowerCase() === "neutral";
  return isGrey(name) ? "s0" : `s${1 + (outputs.filter((output) => !isGrey(output)).indexOf(name) % 7)}`;
}

/** An element with attributes, text and children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
