-- The first shape of the database: every table of the annual competition (P01). Expects an empty database and touches no rows.
-- After the generated part: rules that Prisma's schema cannot say (no overlap in time, append-only, sane figures).

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "password_changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "must_change" BOOLEAN NOT NULL DEFAULT false,
    "person_id" UUID,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_why" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grants" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "granted_by_id" UUID,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "role_grants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_throttles" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_throttles_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "scopes" TEXT[],
    "account_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "actor_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("actor_id","key")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "subject" TEXT,
    "campaign_id" UUID,
    "detail" JSONB NOT NULL,
    "source" TEXT,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "nominations" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "award_code" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence" UUID[],
    "nominated_by_id" UUID NOT NULL,
    "nominated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "nominations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "award_decisions" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "review_code" TEXT NOT NULL,
    "result_id" UUID NOT NULL,
    "award_code" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "person_id" UUID,
    "granted" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "decided_by_id" UUID NOT NULL,
    "decided_name" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "award_decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "penalty_decisions" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "review_code" TEXT NOT NULL,
    "result_id" UUID NOT NULL,
    "penalty_code" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "person_id" UUID,
    "fact_id" TEXT NOT NULL DEFAULT '',
    "consequence" TEXT NOT NULL DEFAULT '',
    "amount_minor" INTEGER,
    "reason" TEXT NOT NULL,
    "decided_by_id" UUID NOT NULL,
    "decided_name" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "penalty_decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaigns" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "theme_zh" TEXT NOT NULL DEFAULT '',
    "theme_en" TEXT NOT NULL DEFAULT '',
    "year" INTEGER NOT NULL,
    "organiser_id" UUID NOT NULL,
    "programme_code" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaigns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign_plans" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "published_by_id" UUID NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participants" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "group_code" TEXT,
    "position" INTEGER NOT NULL,

    CONSTRAINT "participants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "committee_members" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "seat" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "committee_members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "standards_in_use" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "version_id" UUID NOT NULL,

    CONSTRAINT "standards_in_use_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complaints" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "received_on" DATE NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "channel" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "repeated" BOOLEAN NOT NULL DEFAULT false,
    "title" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "customer_sealed" TEXT,
    "contact_sealed" TEXT,
    "person_id" UUID,
    "evidence" UUID[],
    "registered_by_id" UUID NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "complaints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complaint_steps" (
    "id" UUID NOT NULL,
    "complaint_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "evidence" UUID[],
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "complaint_steps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complaint_decisions" (
    "id" UUID NOT NULL,
    "complaint_id" UUID NOT NULL,
    "validity" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "person_id" UUID,
    "reason" TEXT NOT NULL,
    "evidence" UUID[],
    "decided_by_id" UUID NOT NULL,
    "decided_name" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "complaint_decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "praises" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "received_on" DATE NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "person_id" UUID,
    "evidence" UUID[],
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "praises_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "praise_verifications" (
    "id" UUID NOT NULL,
    "praise_id" UUID NOT NULL,
    "verified" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "verified_by_id" UUID NOT NULL,
    "verified_name" TEXT NOT NULL,
    "verified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "praise_verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "frozen_periods" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "review_code" TEXT NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "frozen_periods_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fact_reversals" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "fact_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fact_reversals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inspection_drafts" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "month" TEXT,
    "on_day" DATE NOT NULL,
    "version_id" UUID NOT NULL,
    "answers" JSONB NOT NULL,
    "author_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inspection_drafts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inspections" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "month" TEXT,
    "on_day" DATE NOT NULL,
    "version_id" UUID NOT NULL,
    "answers" JSONB NOT NULL,
    "full" DECIMAL(8,2) NOT NULL,
    "score" DECIMAL(8,4) NOT NULL,
    "replaces_id" UUID,
    "author_id" UUID NOT NULL,
    "author_name" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inspections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "findings" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "inspection_id" UUID NOT NULL,
    "item_code" TEXT NOT NULL,
    "lost" DECIMAL(6,2) NOT NULL,
    "of_points" DECIMAL(6,2) NOT NULL,
    "reason" TEXT NOT NULL,
    "person_id" UUID,
    "evidence" UUID[],

    CONSTRAINT "findings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric_imports" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "imported_by_id" UUID NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "metric_imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric_facts" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "value" DECIMAL(20,4) NOT NULL,
    "import_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "supersedes_id" UUID,

    CONSTRAINT "metric_facts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "org_units" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "opened_on" DATE NOT NULL,
    "closed_on" DATE,

    CONSTRAINT "org_units_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "org_placements" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "parent_id" UUID,
    "path" TEXT NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE,

    CONSTRAINT "org_placements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "persons" (
    "id" UUID NOT NULL,
    "staff_no" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_latin" TEXT NOT NULL,

    CONSTRAINT "persons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "postings" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "post" TEXT NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE,

    CONSTRAINT "postings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "counters" (
    "series" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "counters_pkey" PRIMARY KEY ("series")
);

-- CreateTable
CREATE TABLE "evidence_files" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "sha256" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "unit_id" UUID,
    "uploaded_by_id" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evidence_files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reviews" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "code" TEXT NOT NULL,

    CONSTRAINT "reviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_transitions" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_transitions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_results" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "plan_id" UUID NOT NULL,
    "input" TEXT NOT NULL,
    "output" TEXT NOT NULL,
    "seal" TEXT NOT NULL,
    "previous_seal" TEXT,
    "computed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_results_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_standings" (
    "id" UUID NOT NULL,
    "result_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "rank" INTEGER,
    "rank_from_bottom" INTEGER,
    "total" DECIMAL(20,6),
    "components" JSONB NOT NULL,
    "unranked" JSONB NOT NULL,

    CONSTRAINT "review_standings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_signatures" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "result_id" UUID NOT NULL,
    "seat" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_signatures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_comments" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "unit_id" UUID,
    "text" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "standards" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "method" TEXT NOT NULL,

    CONSTRAINT "standards_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "standard_versions" (
    "id" UUID NOT NULL,
    "standard_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "effective_on" DATE NOT NULL,
    "full" DECIMAL(8,2) NOT NULL,
    "frozen_at" TIMESTAMPTZ(3),

    CONSTRAINT "standard_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "standard_items" (
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "section_zh" TEXT NOT NULL,
    "section_en" TEXT NOT NULL,
    "text_zh" TEXT NOT NULL,
    "text_en" TEXT NOT NULL,
    "points" DECIMAL(6,2) NOT NULL,
    "steps" TEXT[],
    "roles" TEXT[],
    "evidence" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "standard_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "learning_events" (
    "id" UUID NOT NULL,
    "no" TEXT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "held_on" DATE NOT NULL,
    "attendance" INTEGER NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "evidence" UUID[],
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "learning_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "accounts_username_key" ON "accounts"("username");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_person_id_key" ON "accounts"("person_id");

-- CreateIndex
CREATE INDEX "sessions_account_id_idx" ON "sessions"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "role_grants_one_live" ON "role_grants"("account_id", "role", "unit_id") WHERE ("revoked_at" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_hash_key" ON "api_tokens"("hash");

-- CreateIndex
CREATE INDEX "audit_entries_at_idx" ON "audit_entries"("at");

-- CreateIndex
CREATE INDEX "audit_entries_campaign_id_at_idx" ON "audit_entries"("campaign_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "nominations_no_key" ON "nominations"("no");

-- CreateIndex
CREATE UNIQUE INDEX "nominations_campaign_id_award_code_person_id_key" ON "nominations"("campaign_id", "award_code", "person_id");

-- CreateIndex
CREATE INDEX "award_decisions_campaign_id_idx" ON "award_decisions"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "award_decisions_result_id_award_code_unit_id_person_id_key" ON "award_decisions"("result_id", "award_code", "unit_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "award_decisions_one_per_unit" ON "award_decisions"("result_id", "award_code", "unit_id") WHERE ("person_id" IS NULL);

-- CreateIndex
CREATE INDEX "penalty_decisions_campaign_id_idx" ON "penalty_decisions"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "penalty_decisions_result_id_penalty_code_unit_id_fact_id_co_key" ON "penalty_decisions"("result_id", "penalty_code", "unit_id", "fact_id", "consequence");

-- CreateIndex
CREATE UNIQUE INDEX "campaigns_code_key" ON "campaigns"("code");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_plans_campaign_id_version_key" ON "campaign_plans"("campaign_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "participants_campaign_id_unit_id_key" ON "participants"("campaign_id", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "committee_members_campaign_id_seat_person_id_key" ON "committee_members"("campaign_id", "seat", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "standards_in_use_campaign_id_method_key" ON "standards_in_use"("campaign_id", "method");

-- CreateIndex
CREATE UNIQUE INDEX "complaints_no_key" ON "complaints"("no");

-- CreateIndex
CREATE INDEX "complaints_campaign_id_unit_id_idx" ON "complaints"("campaign_id", "unit_id");

-- CreateIndex
CREATE INDEX "complaints_campaign_id_received_on_idx" ON "complaints"("campaign_id", "received_on");

-- CreateIndex
CREATE INDEX "complaint_steps_complaint_id_idx" ON "complaint_steps"("complaint_id");

-- CreateIndex
CREATE UNIQUE INDEX "complaint_decisions_complaint_id_key" ON "complaint_decisions"("complaint_id");

-- CreateIndex
CREATE UNIQUE INDEX "praises_no_key" ON "praises"("no");

-- CreateIndex
CREATE INDEX "praises_campaign_id_unit_id_idx" ON "praises"("campaign_id", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "praise_verifications_praise_id_key" ON "praise_verifications"("praise_id");

-- CreateIndex
CREATE UNIQUE INDEX "frozen_periods_one_live" ON "frozen_periods"("campaign_id", "review_code") WHERE ("lifted_at" IS NULL);

-- CreateIndex
CREATE INDEX "fact_reversals_campaign_id_idx" ON "fact_reversals"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "fact_reversals_kind_fact_id_key" ON "fact_reversals"("kind", "fact_id");

-- CreateIndex
CREATE INDEX "inspection_drafts_campaign_id_author_id_idx" ON "inspection_drafts"("campaign_id", "author_id");

-- CreateIndex
CREATE UNIQUE INDEX "inspection_drafts_one_self_check_a_month" ON "inspection_drafts"("campaign_id", "unit_id", "month") WHERE ("method" = 'SELF');

-- CreateIndex
CREATE UNIQUE INDEX "inspections_no_key" ON "inspections"("no");

-- CreateIndex
CREATE UNIQUE INDEX "inspections_replaces_id_key" ON "inspections"("replaces_id");

-- CreateIndex
CREATE INDEX "inspections_campaign_id_unit_id_on_day_idx" ON "inspections"("campaign_id", "unit_id", "on_day");

-- CreateIndex
CREATE INDEX "inspections_campaign_id_method_on_day_idx" ON "inspections"("campaign_id", "method", "on_day");

-- CreateIndex
CREATE UNIQUE INDEX "inspections_one_self_check_a_month" ON "inspections"("campaign_id", "unit_id", "month") WHERE ("method" = 'SELF' AND "replaces_id" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "findings_no_key" ON "findings"("no");

-- CreateIndex
CREATE INDEX "findings_item_code_idx" ON "findings"("item_code");

-- CreateIndex
CREATE UNIQUE INDEX "findings_inspection_id_item_code_key" ON "findings"("inspection_id", "item_code");

-- CreateIndex
CREATE UNIQUE INDEX "metric_imports_no_key" ON "metric_imports"("no");

-- CreateIndex
CREATE UNIQUE INDEX "metric_facts_supersedes_id_key" ON "metric_facts"("supersedes_id");

-- CreateIndex
CREATE INDEX "metric_facts_campaign_id_month_idx" ON "metric_facts"("campaign_id", "month");

-- CreateIndex
CREATE UNIQUE INDEX "metric_facts_one_first" ON "metric_facts"("campaign_id", "unit_id", "metric", "month") WHERE ("supersedes_id" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "org_units_code_key" ON "org_units"("code");

-- CreateIndex
CREATE INDEX "org_placements_unit_id_from_on_idx" ON "org_placements"("unit_id", "from_on");

-- CreateIndex
CREATE INDEX "org_placements_path_idx" ON "org_placements"("path");

-- CreateIndex
CREATE UNIQUE INDEX "persons_staff_no_key" ON "persons"("staff_no");

-- CreateIndex
CREATE INDEX "postings_unit_id_from_on_idx" ON "postings"("unit_id", "from_on");

-- CreateIndex
CREATE INDEX "postings_person_id_from_on_idx" ON "postings"("person_id", "from_on");

-- CreateIndex
CREATE UNIQUE INDEX "evidence_files_storage_key_key" ON "evidence_files"("storage_key");

-- CreateIndex
CREATE UNIQUE INDEX "reviews_campaign_id_code_key" ON "reviews"("campaign_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "review_transitions_review_id_seq_key" ON "review_transitions"("review_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "review_results_review_id_seq_key" ON "review_results"("review_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "review_standings_result_id_unit_id_key" ON "review_standings"("result_id", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_standings_result_id_position_key" ON "review_standings"("result_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "review_signatures_result_id_seat_person_id_key" ON "review_signatures"("result_id", "seat", "person_id");

-- CreateIndex
CREATE INDEX "review_comments_review_id_idx" ON "review_comments"("review_id");

-- CreateIndex
CREATE UNIQUE INDEX "standards_code_key" ON "standards"("code");

-- CreateIndex
CREATE UNIQUE INDEX "standard_versions_standard_id_version_key" ON "standard_versions"("standard_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "standard_items_version_id_code_key" ON "standard_items"("version_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "standard_items_version_id_position_key" ON "standard_items"("version_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "learning_events_no_key" ON "learning_events"("no");

-- CreateIndex
CREATE INDEX "learning_events_campaign_id_held_on_idx" ON "learning_events"("campaign_id", "held_on");

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "org_units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_plans" ADD CONSTRAINT "campaign_plans_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participants" ADD CONSTRAINT "participants_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "committee_members" ADD CONSTRAINT "committee_members_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standards_in_use" ADD CONSTRAINT "standards_in_use_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint_steps" ADD CONSTRAINT "complaint_steps_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint_decisions" ADD CONSTRAINT "complaint_decisions_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "praise_verifications" ADD CONSTRAINT "praise_verifications_praise_id_fkey" FOREIGN KEY ("praise_id") REFERENCES "praises"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "findings" ADD CONSTRAINT "findings_inspection_id_fkey" FOREIGN KEY ("inspection_id") REFERENCES "inspections"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "metric_facts" ADD CONSTRAINT "metric_facts_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "metric_imports"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "org_placements" ADD CONSTRAINT "org_placements_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "org_units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "org_placements" ADD CONSTRAINT "org_placements_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "org_units"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "postings" ADD CONSTRAINT "postings_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "postings" ADD CONSTRAINT "postings_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "org_units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_transitions" ADD CONSTRAINT "review_transitions_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "reviews"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_results" ADD CONSTRAINT "review_results_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "reviews"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_standings" ADD CONSTRAINT "review_standings_result_id_fkey" FOREIGN KEY ("result_id") REFERENCES "review_results"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_signatures" ADD CONSTRAINT "review_signatures_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "reviews"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_comments" ADD CONSTRAINT "review_comments_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "reviews"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standard_versions" ADD CONSTRAINT "standard_versions_standard_id_fkey" FOREIGN KEY ("standard_id") REFERENCES "standards"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standard_items" ADD CONSTRAINT "standard_items_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "standard_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- One place in the tree, and one post, at a time: effective-dated rows of the same unit or person never overlap.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE "org_placements" ADD CONSTRAINT "placements_do_not_overlap"
  EXCLUDE USING gist ("unit_id" WITH =, daterange("from_on", "to_on", '[]') WITH &&);
ALTER TABLE "postings" ADD CONSTRAINT "one_post_at_a_time"
  EXCLUDE USING gist ("person_id" WITH =, daterange("from_on", "to_on", '[]') WITH &&);

ALTER TABLE "inspections" ADD CONSTRAINT "score_between_zero_and_full" CHECK ("score" >= 0 AND "score" <= "full" AND "full" > 0);
ALTER TABLE "inspections" ADD CONSTRAINT "self_check_has_its_month" CHECK (("method" = 'SELF') = ("month" IS NOT NULL));
ALTER TABLE "findings" ADD CONSTRAINT "points_lost_within_the_item" CHECK ("lost" > 0 AND "lost" <= "of_points");
ALTER TABLE "metric_facts" ADD CONSTRAINT "figures_are_not_negative" CHECK ("value" >= 0);
ALTER TABLE "complaint_decisions" ADD CONSTRAINT "validity_is_decided" CHECK ("validity" IN ('VALID', 'INVALID'));
ALTER TABLE "penalty_decisions" ADD CONSTRAINT "fines_are_not_negative" CHECK ("amount_minor" IS NULL OR "amount_minor" >= 0);

-- Facts, decisions, seals and the audit trail are appended and never changed, whoever connects.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or deleted: append a correction', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY[
    'audit_entries', 'campaign_plans', 'learning_events', 'inspections', 'findings', 'complaints', 'complaint_steps',
    'complaint_decisions', 'praises', 'praise_verifications', 'metric_imports', 'metric_facts', 'fact_reversals',
    'review_transitions', 'review_results', 'review_standings', 'review_signatures', 'review_comments',
    'nominations', 'award_decisions', 'penalty_decisions'
  ] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', t || '_no_truncate', t);
  END LOOP;
END $$;
