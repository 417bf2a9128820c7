CREATE OR REPLACE TABLE diversity_picks AS FROM diversity_picks LIMIT 0;
