-- Names are folded further than before: without what Unicode calls default-ignorable, a capital sharp s as ss, and without the
-- dot that lower case leaves of a capital I with one. Only rows with one of these are written.
CREATE FUNCTION clone_service_fold_anew(folded text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT normalize(regexp_replace(normalize(replace(regexp_replace(
        folded,
        '[\u00AD\u034F\u061C\u115F-\u1160\u17B4-\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]',
        '', 'g'), U&'\00DF', 'ss'), NFKC), 'i\u0307+', 'i', 'g'), NFKC)
$$;

UPDATE clones SET name_folded = clone_service_fold_anew(name_folded), approved_name_folded = clone_service_fold_anew(approved_name_folded)
WHERE name_folded <> clone_service_fold_anew(name_folded) OR approved_name_folded <> clone_service_fold_anew(approved_name_folded);

DROP FUNCTION clone_service_fold_anew(text);
