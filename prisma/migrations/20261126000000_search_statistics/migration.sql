-- A search estimates how many names have its word by a sample of them. At the default of 100 values, a word that happens
-- to be in the sample counts as that of one name in 200, and a million clones are read in the page's order for twenty.
ALTER TABLE clones ALTER COLUMN listed_name SET STATISTICS 1000;
ALTER TABLE clones ALTER COLUMN listed_approved_name SET STATISTICS 1000;
