DROP TABLE "public"."kinds";
DROP TABLE "public"."articles";
