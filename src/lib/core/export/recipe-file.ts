import { parseRecipe, type Recipe } from '../model/recipe.ts';
import { jsonText } from './json-text.ts';

/** recipe.json. Keys stand in the order of the schema, whatever the order they came in. */
export function recipeText(recipe: Recipe): string {
	return `${jsonText(parseRecipe(recipe), '\t')}\n`;
}
