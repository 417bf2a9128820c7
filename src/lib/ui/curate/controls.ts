import type { Recipe } from '../../core/model/recipe.ts';

/** What every stage's controls take: the recipe, and a way to change parts of it. */
export interface ControlProps {
	readonly recipe: Recipe;
	readonly onChange: (changes: Partial<Recipe>) => void;
}
