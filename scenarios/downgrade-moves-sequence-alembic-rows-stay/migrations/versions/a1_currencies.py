import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "currencies",
        sa.Column("id", sa.Integer, sa.Identity(always=True), primary_key=True),
        sa.Column("code", sa.Text, nullable=False),
    )
    op.execute("INSERT INTO currencies (code) VALUES ('CHF')")


def downgrade():
    op.drop_table("currencies")
