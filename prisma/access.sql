-- What the role that serves requests may do. It owns no table and cannot change one; facts, decisions and the audit trail
-- it can add to and read, never alter. Applied by the owner after every "prisma migrate deploy"; running it twice changes
-- nothing. A new table is closed to the application until this file has run again.
DO $access$
DECLARE
  append_only CONSTANT text[] := ARRAY[
    'audit_entries',
    'campaign_plans',
    'learning_events',
    'inspections',
    'findings',
    'complaints',
    'complaint_steps',
    'complaint_decisions',
    'praises',
    'praise_verifications',
    'metric_imports',
    'metric_facts',
    'record_imports',
    'recorded_facts',
    'fact_reversals',
    'ballots',
    'ballot_candidates',
    'ballot_voters',
    'ballot_marks',
    'ballot_slips',
    'ballot_endings',
    'review_results',
    'review_standings',
    'review_transitions',
    'review_signatures',
    'review_comments',
    'review_recusals',
    'review_minutes',
    'nominations',
    'nomination_screenings',
    'award_decisions',
    'penalty_motions',
    'penalty_decisions',
    'produced_files',
    'file_checks',
    'file_faults',
    'finding_corrections',
    'complaint_revisions',
    'appeals',
    'appeal_rounds',
    'appeal_rulings',
    'outlet_replies',
    'objections',
    'objection_answers',
    'rescore_sets',
    'rescore_changes',
    'rescore_previews',
    'rescore_signatures',
    'rescore_closings',
    'rescore_results',
    'certificates',
    'certificate_revocations',
    'document_numbers',
    'campaign_evaluations',
    'penalty_steps',
    'award_falls',
    'award_settlements',
    'award_reports',
    'fund_budgets',
    'honours',
    'honour_withdrawals',
    'campaign_archives',
    'draft_changes',
    'finding_words',
    'finding_rulings',
    'finding_fines',
    'external_totals',
    'surveys',
    'survey_cards',
    'survey_answers',
    'survey_strikes',
    'survey_endings',
    'assignments',
    'assignment_endings',
    'recheck_samples',
    'recheck_withdrawals',
    'rechecks',
    'recheck_handovers',
    'recheck_reports',
    'recheck_words',
    'inspection_suggestions',
    'improvement_plans',
    'improvement_measures',
    'rectification_steps',
    'visit_plans',
    'visit_plan_steps',
    'visits',
    'visit_steps',
    'visit_interests',
    'letters',
    'letter_addressees',
    'letter_acknowledgements',
    'letter_withdrawals',
    'notice_reads',
    'mystery_shoppers',
    'mystery_retirements',
    'mystery_acquaintances',
    'mystery_unmaskings',
    'mystery_unmasking_steps',
    'mystery_questionnaires',
    'mystery_visits',
    'mystery_recordings',
    'mystery_keyings',
    'mystery_steps',
    'footage_terms',
    'footage_reviews',
    'footage_periods',
    'footage_steps',
    'footage_findings',
    'footage_marks',
    'footage_withdrawals',
    'footage_exemptions',
    'footage_endings',
    'footage_circulars',
    'footage_circular_reviews',
    'footage_viewings',
    'language_versions'
  ];
  -- Prisma's own record of what was migrated is the owner's business.
  not_for_the_application CONSTANT text[] := ARRAY['_prisma_migrations'];
  -- Stay open when their campaign is archived: the trail of who read what, files that are made of it, and the archive itself.
  -- Standings are written with their result, which is refused.
  open_in_archive CONSTANT text[] := ARRAY['audit_entries', 'campaign_archives', 'jobs'];
  -- Rows without a campaign of their own: the table, and column by column the way to a table that has one.
  of_a_campaign CONSTANT text[] := ARRAY[
    ['complaint_steps', 'complaint_id complaints'],
    ['complaint_decisions', 'complaint_id complaints'],
    ['complaint_revisions', 'decision_id complaint_decisions complaint_id complaints'],
    ['praise_verifications', 'praise_id praises'],
    ['findings', 'inspection_id inspections'],
    ['finding_corrections', 'finding_id findings inspection_id inspections'],
    ['finding_rulings', 'word_id finding_words'],
    ['ballot_candidates', 'ballot_id ballots'],
    ['ballot_voters', 'ballot_id ballots'],
    ['ballot_marks', 'ballot_id ballots'],
    ['ballot_slips', 'ballot_id ballots'],
    ['ballot_endings', 'ballot_id ballots'],
    ['review_transitions', 'review_id reviews'],
    ['review_results', 'review_id reviews'],
    ['review_signatures', 'review_id reviews'],
    ['review_comments', 'review_id reviews'],
    ['review_recusals', 'review_id reviews'],
    ['review_minutes', 'review_id reviews'],
    ['certificate_revocations', 'certificate_id certificates'],
    ['appeal_rounds', 'appeal_id appeals'],
    ['appeal_rulings', 'round_id appeal_rounds appeal_id appeals'],
    ['objection_answers', 'objection_id objections'],
    ['rescore_changes', 'set_id rescore_sets'],
    ['rescore_previews', 'set_id rescore_sets'],
    ['rescore_signatures', 'preview_id rescore_previews set_id rescore_sets'],
    ['rescore_closings', 'set_id rescore_sets'],
    ['rescore_results', 'set_id rescore_sets'],
    ['letter_addressees', 'letter_id letters'],
    ['letter_acknowledgements', 'addressee_id letter_addressees letter_id letters'],
    ['letter_withdrawals', 'letter_id letters']
  ];
  pair text[];
  app CONSTANT text := coalesce(nullif(current_setting('mingyou.app_role', true), ''), 'mingyou_app');
  -- The queue of graphile-worker: its tables are closed row by row to everybody but their owner.
  queue CONSTANT text[] := ARRAY['_private_jobs', '_private_job_queues', '_private_tasks', '_private_known_crontabs'];
  name text;
BEGIN
  EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', current_schema());
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), app);

  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename LOOP
    EXECUTE format('REVOKE ALL ON TABLE %I FROM PUBLIC, %I', name, app);
    CONTINUE WHEN name = ANY (not_for_the_application);
    EXECUTE format('GRANT SELECT, INSERT ON TABLE %I TO %I', name, app);
    CONTINUE WHEN name = ANY (append_only);
    EXECUTE format('GRANT UPDATE, DELETE ON TABLE %I TO %I', name, app);
  END LOOP;

  EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO %I', current_schema(), app);

  -- A name that fits no table protects nothing, so a misspelt one stops the start.
  FOREACH name IN ARRAY append_only LOOP
    IF to_regclass(format('%I', name)) IS NULL THEN
      RAISE EXCEPTION 'access.sql: there is no table % to keep append-only', name;
    END IF;
  END LOOP;

  IF to_regnamespace('graphile_worker') IS NOT NULL THEN
    EXECUTE format('GRANT USAGE ON SCHEMA graphile_worker TO %I', app);
    EXECUTE format('GRANT SELECT ON graphile_worker.migrations TO %I', app);
    FOREACH name IN ARRAY queue LOOP
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON graphile_worker.%I TO %I', name, app);
      EXECUTE format('DROP POLICY IF EXISTS the_application ON graphile_worker.%I', name);
      EXECUTE format('CREATE POLICY the_application ON graphile_worker.%I TO %I USING (true) WITH CHECK (true)', name, app);
    END LOOP;
  END IF;

  -- An archived campaign is read-only, whoever writes: every table with a campaign_id by itself, a new one as well.
  FOR name IN
    SELECT c.table_name FROM information_schema.columns c
      JOIN pg_tables t ON t.schemaname = c.table_schema AND t.tablename = c.table_name
      WHERE c.table_schema = current_schema() AND c.column_name = 'campaign_id' ORDER BY 1
  LOOP
    CONTINUE WHEN name = ANY (open_in_archive);
    EXECUTE format('CREATE OR REPLACE TRIGGER archived_is_closed BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_archived()', name);
  END LOOP;
  FOREACH pair SLICE 1 IN ARRAY of_a_campaign LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER archived_is_closed BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_archived(%s)',
      pair[1], (SELECT string_agg(quote_literal(word), ', ') FROM unnest(string_to_array(pair[2], ' ')) word));
  END LOOP;
  CREATE OR REPLACE TRIGGER archived_is_closed BEFORE UPDATE OR DELETE ON campaigns FOR EACH ROW EXECUTE FUNCTION refuse_archived();
END
$access$;
