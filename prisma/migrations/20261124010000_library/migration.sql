-- Drafts of standards are edited by several people, so each save is counted.
ALTER TABLE "standard_versions" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;

-- A locked version is what facts were scored by: neither it nor its items change or disappear, whoever connects. Freezing
-- waits for a writer of the items, and a writer of the items for the freezing.
CREATE FUNCTION "refuse_locked_standard"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  locked boolean;
BEGIN
  IF TG_TABLE_NAME = 'standard_items' THEN
    IF TG_OP <> 'INSERT' THEN
      SELECT frozen_at IS NOT NULL INTO locked FROM standard_versions WHERE id = OLD.version_id FOR SHARE;
    END IF;
    IF TG_OP <> 'DELETE' AND locked IS NOT TRUE THEN
      SELECT frozen_at IS NOT NULL INTO locked FROM standard_versions WHERE id = NEW.version_id FOR SHARE;
    END IF;
  ELSIF TG_TABLE_NAME = 'standard_versions' THEN
    locked := OLD.frozen_at IS NOT NULL;
  ELSE
    -- What a standard is called, and what it is for, is part of every locked version of it.
    locked := EXISTS (SELECT 1 FROM standard_versions WHERE standard_id = OLD.id AND frozen_at IS NOT NULL)
      AND (TG_OP = 'DELETE' OR to_jsonb(OLD) IS DISTINCT FROM to_jsonb(NEW));
  END IF;
  IF locked THEN
    RAISE EXCEPTION 'STANDARD_LOCKED: a locked version of a standard cannot be changed (%)', TG_TABLE_NAME USING ERRCODE = '23514';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER "standard_items_locked" BEFORE INSERT OR UPDATE OR DELETE ON "standard_items" FOR EACH ROW EXECUTE FUNCTION "refuse_locked_standard"();
CREATE TRIGGER "standard_versions_locked" BEFORE UPDATE OR DELETE ON "standard_versions" FOR EACH ROW EXECUTE FUNCTION "refuse_locked_standard"();
CREATE TRIGGER "standards_locked" BEFORE UPDATE OR DELETE ON "standards" FOR EACH ROW EXECUTE FUNCTION "refuse_locked_standard"();
