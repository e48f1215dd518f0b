from alembic import op

revision = "c3"
down_revision = "b2"


def upgrade():
    op.create_unique_constraint("one_code", "currencies", ["code"])


def downgrade():
    op.drop_constraint("one_code", "currencies")
