/**
 * The words by which two laptops are compared at a glance: 256 of them, one for each value of a byte. The list is our own: short
 * names of things that nobody minds, no two of which are easily mixed up when one reads them aloud. It is a code and no
 * catalogue: it is the same in every language, and a word that is changed makes laptops of different versions differ.
 */
export const codeWords: readonly string[] = `
acorn actor album amber anchor apple apron arrow atlas attic autumn badge bagel baker bamboo banjo barley basil basket beacon
beaver bench berry bicycle biscuit blanket bonnet border bottle bouquet branch breeze bridge bronze bucket butter burger cabin
cactus camel candle canoe canvas carbon carpet carrot castle cedar cellar cherry chess cider circus clover coast cobalt coffee
comet compass copper coral cotton cricket crystal cupboard curtain dahlia daisy dolphin domino donkey drawer drum eagle easel
echo elbow elm engine fabric falcon feather fern ferry fiddle field finch flag flute forest fossil fountain fox galaxy garden
garlic gazelle ginger glacier glove gondola granite grape guitar hammer hamster harbour harp hazel helmet heron hill honey
horizon hotel igloo indigo island ivory ivy jacket jasmine jigsaw jungle kayak kettle kitchen kite koala ladder lagoon lantern
lemon lentil library lilac lime linen lizard lobster lotus magnet mango maple marble meadow melon mint mirror mitten monday
moon mosaic mountain muffin museum mustard napkin nectar needle nickel novel nutmeg oasis ocean olive onion opera orange orchard
otter oyster paddle palace panda paper parrot pasta peach pebble pencil pepper piano picnic pigeon pillow planet plum pocket
pony poppy potato pumpkin puzzle quartz quill rabbit radio raft rainbow raisin raven ribbon river robin rocket rose ruby saddle
sailor salmon sandal satin saturn scarf school seal shadow shell silver sparrow spinach spoon squirrel stadium summer sunset
swan table teapot temple thimble thunder ticket tiger timber toast tomato trumpet tulip tunnel turtle
umbrella valley vanilla velvet village violin waffle walnut whale whistle willow window winter zebra
`
  .trim()
  .split(/\s+/u);
