DROP TABLE "public"."authors";
